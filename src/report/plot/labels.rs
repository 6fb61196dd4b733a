//! Direct labels: moved apart just enough that none covers another or leaves the figure.

use super::canvas::{Align, Canvas, Type};
use super::look::{LABEL_LINE, LEADER};
use super::text;

/// Stands between a name and its value.
pub(super) const EN_SPACE: char = '\u{2002}';

/// Least distance between two labels, pixels.
const GAP: f64 = 3.0;

/// A label beside the plot, tied to the height of what it names.
pub(super) struct DirectLabel {
    /// Height of the curve's end, or of the middle of the segment, pixels.
    pub(super) anchor: f64,
    /// Where a leader starts, pixels from the left.
    pub(super) from: f64,
    /// One text for each line; labels without lines are left out.
    pub(super) lines: Vec<(String, Type)>,
}

/// A name and its value, in at most three lines; the value stands beside the name's last word if it fits there.
pub(super) fn named_value(name: &str, value: &str, style: Type, room: f64) -> Vec<(String, Type)> {
    // The value is tied to the last word, so that no number stands alone on a line.
    let tied = text::clean(&format!("{name}{EN_SPACE}{value}"));
    let whole = (1..=3).map(|n_lines| style.wrap_evenly(&tied, room, n_lines));
    if let Some(lines) = whole.into_iter().find(|lines| lines.join(" ") == tied) {
        return lines.into_iter().map(|line| (line, style)).collect();
    }
    let mut lines: Vec<(String, Type)> =
        style.wrap_evenly(name, room, 2).into_iter().map(|line| (line, style)).collect();
    // A name that is cut anyway is cut a little more, and needs no third line.
    if let Some((last, _)) = lines.last_mut().filter(|(line, _)| line.ends_with('…')) {
        *last = style.fit(last.trim_end_matches('…'), room - style.width(&format!("…{EN_SPACE}{value}")));
        if !last.ends_with('…') {
            last.push('…');
        }
    }
    append(&mut lines, value, style, room);
    lines
}

/// Adds a short text to the last line if it fits there, else as a line of its own.
pub(super) fn append(lines: &mut Vec<(String, Type)>, text: &str, style: Type, room: f64) {
    match lines.last_mut() {
        Some((line, _)) if style.width(&format!("{line}{EN_SPACE}{text}")) <= room => {
            line.push(EN_SPACE);
            line.push_str(text);
        }
        _ => lines.push((text.into(), style)),
    }
}

/// Draws labels from `x` to the right, with a thin leader to each that had to move.
pub(super) fn draw_labels(canvas: &mut Canvas, labels: &[DirectLabel], x: f64, room: (f64, f64)) {
    let labels: Vec<&DirectLabel> = labels.iter().filter(|label| !label.lines.is_empty()).collect();
    let anchors: Vec<f64> = labels.iter().map(|label| label.anchor).collect();
    let heights: Vec<f64> = labels.iter().map(|label| label.lines.len() as f64 * LABEL_LINE + GAP).collect();
    let tops = spread(&anchors, &heights, room);
    for ((label, top), height) in labels.iter().zip(&tops).zip(&heights) {
        let middle = top + height / 2.0;
        if (middle - label.anchor).abs() > 2.5 {
            let knee = x - 5.0;
            canvas.line(&[(label.from, label.anchor), (knee, middle), (x - 2.0, middle)], 0.75, LEADER);
        }
        for (i, (line, style)) in label.lines.iter().enumerate() {
            let y = top + GAP / 2.0 + (i as f64 + 0.5) * LABEL_LINE;
            canvas.text_centred(line, (x, y), Align::Left, *style);
        }
    }
}

/// Tops of labels that stand one above the other without touching.
///
/// Each label wants its centre at its wish; where labels would overlap, the group shares the
/// displacement, so the sum of squared moves is as small as the order allows.
///
/// # Units and shapes
/// - `wishes`: pixels downwards, any order; equal wishes keep their order in the list
/// - `heights`: pixels, parallel to `wishes`, gaps included
/// - `room`: highest and lowest pixel that a label may use; when all of them need more, they are
///   spread evenly over the room and may touch
/// - returns the top of each label, parallel to `wishes`
pub(super) fn spread(wishes: &[f64], heights: &[f64], room: (f64, f64)) -> Vec<f64> {
    let (top, bottom) = room;
    let needed: f64 = heights.iter().sum();
    let squeeze = if needed > bottom - top && needed > 0.0 { (bottom - top) / needed } else { 1.0 };
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|&a, &b| wishes[a].total_cmp(&wishes[b]));

    // Groups of touching labels: first member, sum of wished tops, number, height so far.
    struct Group {
        members: Vec<usize>,
        wished_top_sum: f64,
        height: f64,
    }
    impl Group {
        fn top(&self, top: f64, bottom: f64) -> f64 {
            let wished = self.wished_top_sum / self.members.len() as f64;
            wished.min(bottom - self.height).max(top)
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    for i in order {
        let height = heights[i] * squeeze;
        let mut group = Group { members: vec![i], wished_top_sum: wishes[i] - heights[i] / 2.0, height };
        while let Some(above) = groups.last() {
            if above.top(top, bottom) + above.height <= group.top(top, bottom) {
                break;
            }
            let Some(mut above) = groups.pop() else { break };
            // Seen from the top of the joint group, the lower members want to start higher up.
            above.wished_top_sum += group.wished_top_sum - above.height * group.members.len() as f64;
            above.members.append(&mut group.members);
            above.height += group.height;
            group = above;
        }
        groups.push(group);
    }

    let mut tops = vec![0.0; wishes.len()];
    for group in groups {
        let mut at = group.top(top, bottom);
        for i in group.members {
            tops[i] = at;
            at += heights[i] * squeeze;
        }
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_apart(wishes: &[f64], heights: &[f64], room: (f64, f64)) {
        let tops = spread(wishes, heights, room);
        let mut spans: Vec<(f64, f64)> = tops.iter().zip(heights).map(|(&t, &h)| (t, t + h)).collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in spans.windows(2) {
            assert!(pair[0].1 <= pair[1].0 + 1e-9, "{spans:?}");
        }
        for span in spans {
            assert!(span.0 >= room.0 - 1e-9 && span.1 <= room.1 + 1e-9, "{span:?}");
        }
    }

    #[test]
    fn labels_never_overlap_nor_leave_the_room() {
        for wishes in [
            [100.0, 100.0, 100.0, 100.0],
            [0.0, 0.0, 0.0, 0.0],
            [300.0, 300.0, 300.0, 300.0],
            [10.0, 11.0, 12.0, 290.0],
            [150.0, 148.0, 151.0, 149.0],
            [-50.0, 400.0, 20.0, 22.0],
        ] {
            assert_apart(&wishes, &[14.0, 28.0, 14.0, 42.0], (0.0, 300.0));
        }
    }

    #[test]
    fn long_names_are_wrapped_whole_and_keep_their_value_beside_the_last_word() {
        text::prepare().unwrap();
        let style = super::super::look::STRONG;
        let shown = |name, value, room| {
            named_value(name, value, style, room).into_iter().map(|(line, _)| line).collect::<Vec<_>>()
        };
        assert_eq!(
            shown("Contribution, Hybrids without Dacia", "1.0", 112.0),
            ["Contribution,", "Hybrids without", "Dacia\u{2002}1.0"]
        );
        assert_eq!(shown("Contribution, Dacia", "2.6", 112.0), ["Contribution,", "Dacia\u{2002}2.6"]);
        assert_eq!(shown("BEV", "0.5", 112.0), ["BEV\u{2002}0.5"]);
        // What three lines cannot hold is shortened, and says so; the value stays.
        let cut = shown("Contribution of the hybrids and combustion cars of the whole Group", "1.0", 80.0);
        assert!(cut.len() <= 3 && cut.concat().contains('…') && cut.concat().ends_with("1.0"), "{cut:?}");
    }

    #[test]
    fn labels_with_space_stay_where_they_belong() {
        assert_eq!(spread(&[50.0, 100.0, 200.0], &[10.0; 3], (0.0, 300.0)), [45.0, 95.0, 195.0]);
    }

    #[test]
    fn a_pair_shares_the_displacement() {
        assert_eq!(spread(&[100.0, 100.0], &[10.0; 2], (0.0, 300.0)), [90.0, 100.0]);
    }

    #[test]
    fn order_follows_the_wishes() {
        let tops = spread(&[102.0, 100.0, 101.0], &[10.0; 3], (0.0, 300.0));
        assert!(tops[1] < tops[2] && tops[2] < tops[0]);
    }

    #[test]
    fn too_little_room_is_shared_evenly() {
        let tops = spread(&[5.0; 4], &[10.0; 4], (0.0, 20.0));
        assert_eq!(tops, [0.0, 5.0, 10.0, 15.0]);
    }
}
