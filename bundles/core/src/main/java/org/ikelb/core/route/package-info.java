/**
 * Where a client's datagram goes: flows, and one decision that changes nothing. The relay does what
 * it says, the tracer tells it.
 */
@NullMarked
package org.ikelb.core.route;

import org.jspecify.annotations.NullMarked;
