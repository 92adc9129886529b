/** A persistency strategy that sends the clients of a site to gateways of its own. */
@NullMarked
package org.ikelb.example.sites;

import org.jspecify.annotations.NullMarked;
