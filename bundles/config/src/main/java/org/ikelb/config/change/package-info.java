/** Changes that can be taken back: what was applied, by whom, and the way back. */
@NullMarked
package org.ikelb.config.change;

import org.jspecify.annotations.NullMarked;
