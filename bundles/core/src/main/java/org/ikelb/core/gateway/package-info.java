/** Gateways at run time: states, monitors, ports towards them. */
@NullMarked
package org.ikelb.core.gateway;

import org.jspecify.annotations.NullMarked;
