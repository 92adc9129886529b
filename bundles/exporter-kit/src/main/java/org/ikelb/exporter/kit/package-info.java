/** What exporters have in common: names, addresses, paths, findings. */
@NullMarked
package org.ikelb.exporter.kit;

import org.jspecify.annotations.NullMarked;
