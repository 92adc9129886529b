/**
 * The guard {@code cookie}: whoever wants to open a session shows first that it receives what is
 * sent to its address (RFC 7296, section 2.6).
 */
@NullMarked
package org.ikelb.guard.cookie;

import org.jspecify.annotations.NullMarked;
