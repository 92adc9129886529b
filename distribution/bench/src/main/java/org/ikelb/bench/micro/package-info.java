/** Microbenchmarks of what is done for a datagram or for a session. */
@NullMarked
package org.ikelb.bench.micro;

import org.jspecify.annotations.NullMarked;
