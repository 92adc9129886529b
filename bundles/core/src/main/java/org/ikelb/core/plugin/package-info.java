/** Plugins: their objects at work, and what went wrong with them. */
@NullMarked
package org.ikelb.core.plugin;

import org.jspecify.annotations.NullMarked;
