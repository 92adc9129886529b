@NullMarked
package org.ikelb.core;

import org.jspecify.annotations.NullMarked;
