/** What the shipped monitors find at real gateways, and what they leave there. */
@NullMarked
package org.ikelb.acceptance.lab.monitors;

import org.jspecify.annotations.NullMarked;
