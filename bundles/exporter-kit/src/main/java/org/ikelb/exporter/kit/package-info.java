/**
 * What the shipped exporters have in common: names, addresses, paths, findings. No part of the API:
 * it changes with them.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.ikelb.exporter.kit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
