@NullMarked
package org.ikelb.persistency.sourceip;

import org.jspecify.annotations.NullMarked;
