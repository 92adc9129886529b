@NullMarked
package org.ikelb.demo;

import org.jspecify.annotations.NullMarked;
