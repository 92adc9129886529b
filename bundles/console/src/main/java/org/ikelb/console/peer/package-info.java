/** Who is at the other end of the control socket, and which role that user has. */
@NullMarked
package org.ikelb.console.peer;

import org.jspecify.annotations.NullMarked;
