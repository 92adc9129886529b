/** What survives a restart: sessions, their upstreams and bindings, and the file they are in. */
@NullMarked
package org.ikelb.core.state;

import org.jspecify.annotations.NullMarked;
