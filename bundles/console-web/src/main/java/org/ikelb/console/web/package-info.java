/** Where the Web Console is reached. */
@NullMarked
package org.ikelb.console.web;

import org.jspecify.annotations.NullMarked;
