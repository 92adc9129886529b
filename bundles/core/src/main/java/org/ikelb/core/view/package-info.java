/** What is shown of a running ikelb: each view is rendered from one {@link Running}. */
@NullMarked
package org.ikelb.core.view;

import org.jspecify.annotations.NullMarked;
