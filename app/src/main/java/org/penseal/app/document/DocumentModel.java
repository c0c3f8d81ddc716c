// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Placement;
import org.penseal.pdf.page.PdfPages;

/** The open document: its pages, which of them were seen, and where the signature is to stand. */
public final class DocumentModel {
  /** The smallest width and height of a signature in points. */
  public static final double SMALLEST_WIDTH = 80;

  /** See {@link #SMALLEST_WIDTH}. */
  public static final double SMALLEST_HEIGHT = 36;

  private final ObjectProperty<@Nullable Opened> opened = new SimpleObjectProperty<>();
  private final IntegerProperty page = new SimpleIntegerProperty();
  private final ObjectProperty<@Nullable BufferedImage> picture = new SimpleObjectProperty<>();
  private final ObservableList<BufferedImage> thumbnails = FXCollections.observableArrayList();
  private final ObjectProperty<Placement.@Nullable At> place = new SimpleObjectProperty<>();
  private final BooleanProperty placing = new SimpleBooleanProperty();
  private final ObjectProperty<@Nullable Path> locked = new SimpleObjectProperty<>();
  private final ObjectProperty<List<String>> warnings = new SimpleObjectProperty<>(List.of());
  private final SortedSet<Integer> seen = new TreeSet<>();

  /**
   * A document that could be opened.
   *
   * @param file where it lies
   * @param title its title or file name
   * @param sm3 its digest, hex
   * @param sizes the size of each page
   * @param password that opened it, or null
   */
  public record Opened(
      Path file, String title, String sm3, List<PdfPages.Size> sizes, @Nullable String password) {
    /** Copies the list. */
    public Opened {
      sizes = List.copyOf(sizes);
    }

    /** No password. */
    @Override
    public String toString() {
      return "Opened[" + file + "]";
    }
  }

  /** The document, or null. */
  public ObjectProperty<@Nullable Opened> opened() {
    return opened;
  }

  /** Codes of what in the document could show something else later. */
  public ObjectProperty<List<String>> warnings() {
    return warnings;
  }

  /** The page that is shown, from 1; 0 without a document. */
  public IntegerProperty page() {
    return page;
  }

  /** Its picture. */
  public ObjectProperty<@Nullable BufferedImage> picture() {
    return picture;
  }

  /** Small pictures of the first pages. */
  public ObservableList<BufferedImage> thumbnails() {
    return thumbnails;
  }

  /** Where the signature is to stand, or null. */
  public ObjectProperty<Placement.@Nullable At> place() {
    return place;
  }

  /** Whether a drag on the page chooses the place. */
  public BooleanProperty placing() {
    return placing;
  }

  /** A document that needs a password, or null. */
  public ObjectProperty<@Nullable Path> locked() {
    return locked;
  }

  /** The pages that were shown. */
  public List<Integer> seen() {
    return List.copyOf(seen);
  }

  /** Whether this page was shown. */
  public boolean wasSeen(int number) {
    return seen.contains(number);
  }

  /** Takes another document, or none. */
  public void take(@Nullable Opened document) {
    seen.clear();
    place.set(null);
    picture.set(null);
    thumbnails.clear();
    locked.set(null);
    warnings.set(List.of());
    page.set(0);
    opened.set(document);
  }

  /** Shows a page. */
  public void show(int number, BufferedImage image) {
    seen.add(number);
    picture.set(image);
    page.set(number);
  }

  /**
   * Chooses the place by two corners of a drag, in parts of the page from its upper left corner. A
   * rectangle that is too small is enlarged; one that leaves the page is moved back.
   */
  public void choose(double fromX, double fromY, double toX, double toY) {
    Opened document = opened.get();
    if (document == null || page.get() == 0) {
      return;
    }
    PdfPages.Size size = document.sizes().get(page.get() - 1);
    double width = Math.max(SMALLEST_WIDTH, Math.abs(toX - fromX) * size.width());
    double height = Math.max(SMALLEST_HEIGHT, Math.abs(toY - fromY) * size.height());
    width = Math.min(width, size.width());
    height = Math.min(height, size.height());
    double left = Math.clamp(Math.min(fromX, toX) * size.width(), 0, size.width() - width);
    double top = Math.clamp(Math.min(fromY, toY) * size.height(), 0, size.height() - height);
    place.set(new Placement.At(page.get(), left, size.height() - top - height, width, height));
  }
}
