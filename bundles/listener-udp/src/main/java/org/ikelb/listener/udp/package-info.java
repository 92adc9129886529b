/**
 * The UDP listener on Netty: sockets, event loops, batched reads and writes. The only user of
 * Netty.
 */
@NullMarked
package org.ikelb.listener.udp;

import org.jspecify.annotations.NullMarked;
