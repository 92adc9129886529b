/** The control plane: what is wanted of ikelb, and what is made of it; the watch on gateways. */
@NullMarked
package org.ikelb.core.control;

import org.jspecify.annotations.NullMarked;
