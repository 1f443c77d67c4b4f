/**
 * Step 4 of 5 for a store: generations of a TDB2 store under one folder, loaded beside the current one and made current
 * in one step. {@code store.build} makes a generation, {@code store.read} opens one, {@code store.layout} knows the form of
 * its files.
 *
 * <p>Entry class: {@link org.pfocr.rdf.store.StoreFolder}.
 */
@NullMarked
package org.pfocr.rdf.store;

import org.jspecify.annotations.NullMarked;
