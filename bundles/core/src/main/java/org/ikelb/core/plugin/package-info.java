/** Plugins at work: their objects, and what went wrong with them. */
@NullMarked
package org.ikelb.core.plugin;

import org.jspecify.annotations.NullMarked;
