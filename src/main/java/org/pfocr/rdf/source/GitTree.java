package org.pfocr.rdf.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What git says of a checkout's folder.
 *
 * @param folder the folder as the user named it
 * @param commit what the folder's data are; null where that is not sure
 * @param whyNot why there is no commit, in words that go on "DIR "; null where there is one
 */
public record GitTree(
        Path folder, @Nullable Commit commit, @Nullable String whyNot) {

    /**
     * A commit.
     *
     * @param id 40 or 64 hex digits
     * @param committed when it was committed
     * @param address its page at GitHub; null where the remote does not say that it has one
     * @param repository the repository's page at GitHub; null where the remote is elsewhere
     */
    public record Commit(
            String id,
            Instant committed,
            @Nullable String address,
            @Nullable String repository) {}

    private static final Pattern COMMIT = Pattern.compile("([0-9]{1,12}) ([0-9a-f]{40}|[0-9a-f]{64})");
    /** The forms of git-clone(1), "GIT URLS". User and password are not kept. */
    private static final Pattern GITHUB = Pattern.compile(
            "(?:(?:https?|ssh|git)://(?:[^/@]*@)?|(?:[^/@:]*@)?)(?:www\\.)?github\\.com(?::[0-9]+/|[:/])/*"
                    + "([A-Za-z0-9-]+)/([A-Za-z0-9._-]+?)(?:\\.git)?/*",
            Pattern.CASE_INSENSITIVE);
    /** Commands that a repository's own configuration could make git run. */
    private static final Pattern RUNS_COMMANDS = Pattern.compile("(?m)^(?:local|worktree)\\s");
    /** The files that are read; what else a work tree holds does not matter. */
    private static final List<String> DATA = List.of("_figures/*.md", "_data/*.tsv", "_organisms/*.md");

    private static final long MAX_SECONDS = 60;
    /** More than git says where it says what is wanted. */
    private static final int MAX_OUTPUT = 1 << 16;

    /** Threads of their own, since they mostly wait. */
    static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "git");
        thread.setDaemon(true);
        thread.start();
    };

    /** Git says no, or cannot be asked; the message goes on "DIR ". */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    /** Asks git; takes a second or so where there are many files. Thread-safe. */
    static GitTree of(Path folder) {
        if (!Files.exists(folder.resolve(".git"))) { // A repository further up may be about anything.
            return new GitTree(folder, null, "is no git work tree");
        }
        try {
            return new GitTree(folder, commit(folder), null);
        } catch (Refusal e) {
            return new GitTree(folder, null, e.getMessage());
        }
    }

    private static Commit commit(Path folder) throws Refusal {
        Answer config =
                git(folder, "config", "--show-scope", "--name-only", "--get-regexp", "^filter\\..*\\.(clean|process)$");
        if (RUNS_COMMANDS.matcher(config.out).find()) {
            throw new Refusal("has a git configuration with a filter of its own, so git was not asked");
        }
        Answer head = git(folder, "rev-list", "--timestamp", "--max-count=1", "HEAD");
        Matcher commit = COMMIT.matcher(head.out.strip());
        if (!commit.matches()) {
            throw new Refusal("has no commit that git can read" + head.because());
        }
        List<String> status = new ArrayList<>(List.of(
                "status", "--porcelain", "--untracked-files=all", "--ignored", "--ignore-submodules=all", "--"));
        status.addAll(DATA);
        Answer changes = git(folder, status.toArray(String[]::new));
        if (!changes.out.isEmpty()) {
            throw new Refusal("differs from its commit, as git says: "
                    + changes.out.lines().findFirst().orElse("").strip());
        }
        if (changes.code != 0) {
            throw new Refusal("has a state that git cannot tell" + changes.because());
        }
        String id = commit.group(2);
        String repository =
                github(git(folder, "config", "--get", "remote.origin.url").out.strip());
        // A commit that was not pushed has no page.
        boolean isThere = repository != null
                && !git(folder, "for-each-ref", "--count=1", "--contains=" + id, "refs/remotes/origin/")
                        .out
                        .isEmpty();
        return new Commit(
                id,
                Instant.ofEpochSecond(Long.parseLong(commit.group(1))),
                isThere ? repository + "/tree/" + id : null,
                isThere ? repository : null);
    }

    /** The page of a repository at GitHub, or null where the remote is somewhere else. */
    static @Nullable String github(String remote) {
        Matcher matcher = GITHUB.matcher(remote);
        return matcher.matches() ? "https://github.com/" + matcher.group(1) + "/" + matcher.group(2) : null;
    }

    private record Answer(int code, String out, String err) {
        String because() {
            String reason = err.lines().findFirst().orElse("").strip();
            return reason.isEmpty() ? "" : " (" + reason + ")";
        }
    }

    /** Runs git so that it changes nothing, runs nothing and asks nobody. */
    private static Answer git(Path folder, String... arguments) throws Refusal {
        List<String> command = new ArrayList<>(List.of(
                "git",
                "--no-pager",
                "-c",
                "core.fsmonitor=false",
                "-c",
                "core.hooksPath=/dev/null",
                "-C",
                folder.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_")); // Such as the repository of a hook's caller.
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_NO_LAZY_FETCH", "1");
        Path parent = folder.toAbsolutePath().normalize().getParent();
        if (parent != null) {
            environment.put("GIT_CEILING_DIRECTORIES", parent.toString());
        }
        environment.put("LC_ALL", "C");
        Process process = null;
        try {
            process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> out = read(process.getInputStream());
            CompletableFuture<String> err = read(process.getErrorStream());
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                throw new Refusal("was not told by git within " + MAX_SECONDS + " s");
            }
            return new Answer(process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            throw new Refusal(
                    process == null ? "has a commit, but git is not installed to tell" : "could not be asked by git");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("was not told by git, because of an interruption");
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** The beginning is enough; git ends where nobody reads on. */
    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return ""; // Its process was ended, and nobody waits for what it said.
                    }
                },
                THREADS);
    }
}
