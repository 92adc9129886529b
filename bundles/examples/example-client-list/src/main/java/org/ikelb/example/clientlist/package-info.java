/** A guard that allows and blocks clients by a list in a file. */
@NullMarked
package org.ikelb.example.clientlist;

import org.jspecify.annotations.NullMarked;
