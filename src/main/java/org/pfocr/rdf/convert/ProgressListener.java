package org.pfocr.rdf.convert;

/** Hears how far a conversion is. Called by the draining thread only. */
public interface ProgressListener {
    /**
     * Takes note that more figures are done.
     *
     * @param done figure files done
     * @param total figure files in all
     * @param rejected files of those done that were rejected
     */
    void progress(int done, int total, int rejected);
}
