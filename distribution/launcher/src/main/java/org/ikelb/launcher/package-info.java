/**
 * Starts the framework with the bundles of the distribution, and speaks to one that runs.
 *
 * <p>A plain jar on the class path, not a bundle.
 */
@NullMarked
package org.ikelb.launcher;

import org.jspecify.annotations.NullMarked;
