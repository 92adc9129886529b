package org.ikelb.example.clientlist;

/** What a line of the list says. */
enum Listing {
  ALLOW,
  BLOCK
}
