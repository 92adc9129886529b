/** The smallest plugins of the kinds that have no example; they stand in for any of theirs. */
@org.jspecify.annotations.NullMarked
package org.ikelb.acceptance.plugins.tiny;
