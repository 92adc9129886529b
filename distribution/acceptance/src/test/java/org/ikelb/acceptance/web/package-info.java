/** The Web Console as an administrator uses it: with a browser, and as attackers would. */
@NullMarked
package org.ikelb.acceptance.web;

import org.jspecify.annotations.NullMarked;
