/**
 * Extension points: what a plugin implements, and what it is given.
 *
 * <p>Interfaces marked {@code @ConsumerType} are implemented by plugins; what is marked
 * {@code @ProviderType} is made by ikelb and may grow with a minor version. A plugin that was
 * compiled against version 1.x of this package works with every later 1.y.
 */
@Export
@Version("1.1.0")
@NullMarked
package org.ikelb.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
