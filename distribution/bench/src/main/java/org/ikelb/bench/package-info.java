/** The benchmark: its scenarios, how they are run, and the table they end in. */
@NullMarked
package org.ikelb.bench;

import org.jspecify.annotations.NullMarked;
