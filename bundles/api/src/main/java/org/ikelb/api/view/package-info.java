/** Views: what a running ikelb shows of itself, as immutable values. */
@Export
@Version("0.1.0")
@NullMarked
package org.ikelb.api.view;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
