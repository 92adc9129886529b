/**
 * The console's entries: Gogo commands, the control socket and the command line in tool mode. What
 * can be typed is in {@link org.ikelb.console.verb}.
 */
@NullMarked
package org.ikelb.console;

import org.jspecify.annotations.NullMarked;
