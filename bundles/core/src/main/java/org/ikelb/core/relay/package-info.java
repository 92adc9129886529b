/** What happens to a datagram: one relay an event loop. */
@NullMarked
package org.ikelb.core.relay;

import org.jspecify.annotations.NullMarked;
