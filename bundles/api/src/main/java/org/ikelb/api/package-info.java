/** Services of a running ikelb: control, views, warnings and the topology file. */
@Export
@Version("0.2.0")
@NullMarked
package org.ikelb.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
