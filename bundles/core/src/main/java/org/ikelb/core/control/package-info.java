/** The control plane: topology changes, states, views. */
@NullMarked
package org.ikelb.core.control;

import org.jspecify.annotations.NullMarked;
