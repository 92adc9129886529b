@NullMarked
package org.ikelb.config;

import org.jspecify.annotations.NullMarked;
