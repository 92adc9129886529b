/** Many simulated clients and a gateway on loopback, as live traffic for the unpacked ikelb. */
@org.jspecify.annotations.NullMarked
package org.ikelb.acceptance.crowd;
