/**
 * Step 4 of 5 for a store: generations of a TDB2 store under one folder, loaded beside the current one and made current
 * in one step.
 *
 * <p>Entry class: {@link org.pfocr.rdf.store.StoreFolder}. Below it are three parts:
 *
 * <ul>
 *   <li>A load, from {@link org.pfocr.rdf.store.GenerationBuild}: terms get numbers as they come, quads become rows of
 *       numbers, and each index is sorted and written block after block in TDB2's form.
 *   <li>A finished generation, from {@link org.pfocr.rdf.store.OpenGeneration}: TDB2's data set over mapped files, with
 *       tables and indexes of our own below it, which need no locks because nothing changes.
 *   <li>Answers on node ids, from the package's OpExecutor of ARQ: plans for basic graph patterns, and counts of groups.
 *       What it does not know goes ARQ's usual way.
 * </ul>
 */
@NullMarked
package org.pfocr.rdf.store;

import org.jspecify.annotations.NullMarked;
