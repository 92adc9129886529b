/** How ikelb writes addresses, and which name it takes a mistyped one for. */
@Export
@Version("1.0.0")
@NullMarked
package org.ikelb.api.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
