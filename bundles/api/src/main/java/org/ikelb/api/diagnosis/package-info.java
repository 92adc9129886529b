/** Why clients do not get in, and what gateways and networks do to them. */
@Export
@Version("0.1.0")
@NullMarked
package org.ikelb.api.diagnosis;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
