/** Plugins come and go in a running ikelb, while clients are connected. */
@org.jspecify.annotations.NullMarked
package org.ikelb.acceptance.plugins;
