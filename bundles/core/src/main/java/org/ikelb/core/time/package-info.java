/** The one place that reads clocks, and timers. */
@NullMarked
package org.ikelb.core.time;

import org.jspecify.annotations.NullMarked;
