/**
 * What happens to gateways, topologies, plugins and sessions, as log lines and EventAdmin topics.
 */
@NullMarked
package org.ikelb.core.event;

import org.jspecify.annotations.NullMarked;
