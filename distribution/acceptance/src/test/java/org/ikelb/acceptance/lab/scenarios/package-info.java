/** What must be seen working with real clients and gateways: one class a theme. */
@NullMarked
package org.ikelb.acceptance.lab.scenarios;

import org.jspecify.annotations.NullMarked;
