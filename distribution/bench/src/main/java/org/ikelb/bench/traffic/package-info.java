/** The load generator and the gateway: programs of their own, each in its namespace. */
@NullMarked
package org.ikelb.bench.traffic;

import org.jspecify.annotations.NullMarked;
