/** Command tables of chip operating systems as data: which command has which CLA and INS. */
@NullMarked
package org.penseal.pad.chip.commands;

import org.jspecify.annotations.NullMarked;
