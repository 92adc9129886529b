@NullMarked
package org.ikelb.persistency.ikespi;

import org.jspecify.annotations.NullMarked;
