// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.visual;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.inputs.DrawingInputs;
import org.penseal.pdf.inputs.Exhausted;
import org.penseal.pdf.revision.Revision;
import org.penseal.signature.Octets;

/**
 * Draws pages of a signed revision and of the file as it is, and shows where they differ.
 *
 * <p>Compares the pages that the analysis of later revisions has named, and those that are drawn
 * from other objects than before; what differs outside of all changed annotations and fields on a
 * page that was not named for more is unexplained: the pages look different although no rule saw a
 * reason. Bounded in pages, pixels and time, so that it works in a heap of 64 MB.
 */
public final class VisualComparison {
  private static final double DPI = 100;
  private static final double MOST_PIXELS = 1.2e6;
  private static final Duration MOST_TIME = Duration.ofMinutes(1);
  private static final Duration MOST_TIME_A_PAGE = Duration.ofSeconds(20);
  private static final int MOST_PICTURE_BYTES = 4 << 20;
  // What a viewer draws outside a field's rectangle: a border's half, and rounding.
  private static final double SLACK_POINTS = 2.5;

  private final int mostPages;
  private final Deadline deadline;

  /**
   * Up to 12 pages, and a minute from now.
   *
   * @param deadline of the whole file
   */
  public VisualComparison(Deadline deadline) {
    this(12, deadline);
  }

  VisualComparison(int mostPages, Deadline deadline) {
    this.mostPages = mostPages;
    this.deadline = deadline.within(MOST_TIME);
  }

  /**
   * What the analysis says.
   *
   * @param allowed pages on which annotations or fields were changed
   * @param other pages on which anything else was changed
   */
  public record Named(Set<Integer> allowed, Set<Integer> other) {
    /** Copies the sets. */
    public Named {
      allowed = Set.copyOf(allowed);
      other = Set.copyOf(other);
    }
  }

  /**
   * Compares.
   *
   * @param signedEnd offset just behind the signed revision
   * @param password or null
   * @return pages that were to be compared, in order; empty if nothing follows the revision or one
   *     of the two cannot be opened
   */
  public List<PageLook> of(Path file, long signedEnd, @Nullable String password, Named named) {
    Optional<Revision> before = Revision.open(file, signedEnd, password);
    Optional<Revision> after = Revision.open(file, Long.MAX_VALUE, password);
    try (Closing one = new Closing(before);
        Closing other = new Closing(after)) {
      return before.isEmpty() || after.isEmpty()
          ? List.of()
          : new Comparing(before.get(), after.get(), named).run();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Drawing is no judgement; what cannot be followed is told by the analysis.
      return List.of();
    }
  }

  private record Closing(Optional<Revision> revision) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (revision.isPresent()) {
        revision.get().close();
      }
    }
  }

  private final class Comparing {
    private final Revision before;
    private final Revision after;
    private final Named named;
    private final Drawing drawing = new Drawing(DPI, MOST_PIXELS, MOST_TIME_A_PAGE, deadline);
    private int drawn;
    private int pictureBytes;

    Comparing(Revision before, Revision after, Named named) {
      this.before = before;
      this.after = after;
      this.named = named;
    }

    List<PageLook> run() throws IOException {
      List<PageLook> looks = new ArrayList<>();
      int old = before.document().getNumberOfPages();
      int now = after.document().getNumberOfPages();
      Map<Integer, DrawingInputs.Changed> concerned = concerned(Math.min(old, now));
      for (int page = 1; page <= Math.max(old, now); page++) {
        if (page > old || page > now) {
          looks.add(single(page, page > old));
        } else if (concerned.containsKey(page)) {
          looks.add(both(page, concerned.get(page)));
        }
      }
      return looks;
    }

    // Before anything is drawn, since drawing completes entries. Pages that cannot be told apart
    // by what they are drawn from are drawn.
    private Map<Integer, DrawingInputs.Changed> concerned(int pages) {
      Map<Integer, DrawingInputs.Changed> concerned = new HashMap<>();
      DrawingInputs.Changed none = new DrawingInputs.Changed(List.of(), List.of());
      int page = 1;
      try {
        DrawingInputs inputs = DrawingInputs.of(before, after);
        boolean layers = !inputs.sameLayers();
        for (; page <= pages; page++) {
          DrawingInputs.Changed changed = inputs.changedAnnotations(page);
          if (layers || concerns(page) || !changed.isEmpty() || !inputs.samePage(page)) {
            concerned.put(page, changed);
          }
        }
      } catch (Exhausted e) {
        for (; page <= pages; page++) {
          concerned.put(page, none);
        }
      }
      return concerned;
    }

    private boolean concerns(int page) {
      return named.allowed().contains(page) || named.other().contains(page);
    }

    private DisplayedPage page(Revision revision, int page) {
      return new DisplayedPage(revision.document().getPage(page - 1));
    }

    private boolean full() {
      return drawn >= mostPages || deadline.isOver();
    }

    private PageLook single(int page, boolean added) throws IOException {
      PageLook.State state = added ? PageLook.State.ADDED : PageLook.State.REMOVED;
      if (full()) {
        return PageLook.of(page, state);
      }
      drawn++;
      Revision revision = added ? after : before;
      double scale = drawing.scale(page(revision, page).page());
      Optional<BufferedImage> picture = drawing.picture(revision.document(), page - 1, scale);
      if (picture.isEmpty()) {
        return PageLook.of(page, state);
      }
      Octets png = encoded(picture.get());
      return new PageLook(
          page, state, List.of(), List.of(), added ? null : png, added ? png : null);
    }

    private PageLook both(int page, DrawingInputs.Changed changed) throws IOException {
      if (full()) {
        return PageLook.of(page, PageLook.State.NOT_COMPARED);
      }
      drawn++;
      double scale = drawing.scale(page(before, page).page());
      Optional<BufferedImage> old = drawing.picture(before.document(), page - 1, scale);
      Optional<BufferedImage> now = drawing.picture(after.document(), page - 1, scale);
      if (old.isEmpty() || now.isEmpty()) {
        return PageLook.of(page, PageLook.State.NOT_DRAWN);
      }
      Difference.Found found =
          differences(old.get(), now.get(), scale, page, places(page, changed));
      if (found.explained().isEmpty() && found.unexplained().isEmpty()) {
        return PageLook.of(page, PageLook.State.SAME);
      }
      for (BufferedImage each : List.of(old.get(), now.get())) {
        Drawing.frame(each, found.explained(), scale, Drawing.EXPLAINED);
        Drawing.frame(each, found.unexplained(), scale, Drawing.UNEXPLAINED);
      }
      return new PageLook(
          page,
          PageLook.State.CHANGED,
          found.explained(),
          found.unexplained(),
          encoded(old.get()),
          encoded(now.get()));
    }

    // What is compared does not depend on what can still be shown.
    private @Nullable Octets encoded(BufferedImage picture) throws IOException {
      if (pictureBytes > MOST_PICTURE_BYTES) {
        return null;
      }
      Octets encoded = Drawing.encoded(picture);
      pictureBytes += encoded.size();
      return encoded;
    }

    private List<Region> places(int page, DrawingInputs.Changed changed) {
      return DisplayedPage.changed(changed, page(before, page), page(after, page)).stream()
          .map(each -> each.wider(SLACK_POINTS))
          .toList();
    }

    private Difference.Found differences(
        BufferedImage old, BufferedImage now, double scale, int page, List<Region> places) {
      Region whole = new Region(0, 0, old.getWidth() / scale, old.getHeight() / scale);
      boolean known = named.other().contains(page);
      if (old.getWidth() != now.getWidth() || old.getHeight() != now.getHeight()) {
        List<Region> all = List.of(whole);
        return new Difference.Found(known ? all : List.of(), known ? List.of() : all);
      }
      return Difference.between(old, now, scale, known ? List.of(whole) : places);
    }
  }
}
