/** The numbers of ikelb and of its JVM, for Prometheus. */
@NullMarked
package org.ikelb.metrics;

import org.jspecify.annotations.NullMarked;
