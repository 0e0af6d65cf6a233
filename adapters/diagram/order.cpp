// Fewer crossings: rows are sorted by where their neighbours stand, down and up in turns, and the
// best order seen is kept (Sugiyama, Tagawa, Toda 1981); then neighbours change places while that
// helps.
#include <algorithm>
#include <limits>

#include "adapters/diagram/grid.h"

namespace dunghan::diagram {
namespace {

constexpr int sweeps = 16;
constexpr int passes = 6;

using Neighbours = std::vector<std::size_t> Node::*;

class Order {
 public:
    explicit Order(Grid& grid) : grid_(grid), places_(grid.nodes.size(), 0) { note_places(); }

    void improve() {
        auto best = grid_.rows;
        std::size_t fewest = crossings();
        for (int sweep = 0; sweep < sweeps && fewest > 0; ++sweep) {
            sweep % 2 == 0 ? sort_down() : sort_up();
            exchange_neighbours();
            if (const std::size_t now = crossings(); now < fewest) {
                fewest = now;
                best = grid_.rows;
            }
        }
        grid_.rows = std::move(best);
    }

 private:
    void note_places() {
        for (const auto& row : grid_.rows) {
            note_places(row);
        }
    }

    void note_places(const std::vector<std::size_t>& row) {
        for (std::size_t place = 0; place < row.size(); ++place) {
            places_[row[place]] = place;
        }
    }

    void sort_down() {
        for (std::size_t row = 1; row < grid_.rows.size(); ++row) {
            sort(grid_.rows[row], &Node::above);
        }
    }

    void sort_up() {
        for (std::size_t row = grid_.rows.size() - 1; row-- > 0;) {
            sort(grid_.rows[row], &Node::below);
        }
    }

    void sort(std::vector<std::size_t>& row, Neighbours side) {
        std::vector<std::pair<double, std::size_t>> keyed;
        for (const std::size_t node : row) {
            keyed.emplace_back(middle_of(node, side), node);
        }
        std::ranges::stable_sort(keyed, {}, &std::pair<double, std::size_t>::first);
        std::ranges::transform(keyed, row.begin(), [](const auto& entry) { return entry.second; });
        note_places(row);
    }

    // Mean place of the neighbours; its own where there are none.
    [[nodiscard]] double middle_of(std::size_t node, Neighbours side) const {
        const auto& neighbours = grid_.nodes[node].*side;
        if (neighbours.empty()) {
            return static_cast<double>(places_[node]);
        }
        double sum = 0;
        for (const std::size_t neighbour : neighbours) {
            sum += static_cast<double>(places_[neighbour]);
        }
        return sum / static_cast<double>(neighbours.size());
    }

    void exchange_neighbours() {
        bool changed = true;
        for (int pass = 0; pass < passes && changed; ++pass) {
            changed = false;
            for (auto& row : grid_.rows) {
                for (std::size_t i = 1; i < row.size(); ++i) {
                    if (crossings(row[i], row[i - 1]) < crossings(row[i - 1], row[i])) {
                        std::swap(row[i - 1], row[i]);
                        std::swap(places_[row[i - 1]], places_[row[i]]);
                        changed = true;
                    }
                }
            }
        }
    }

    // Between the lines of two nodes of a row, `left` standing left of `right`.
    [[nodiscard]] std::size_t crossings(std::size_t left, std::size_t right) const {
        std::size_t count = 0;
        for (const Neighbours side : {&Node::above, &Node::below}) {
            for (const std::size_t a : grid_.nodes[left].*side) {
                for (const std::size_t b : grid_.nodes[right].*side) {
                    count += places_[b] < places_[a] ? 1 : 0;
                }
            }
        }
        return count;
    }

    [[nodiscard]] std::size_t crossings() const {
        std::size_t count = 0;
        for (const auto& row : grid_.rows) {
            std::vector<std::size_t> ends;  // of the lines so far, ascending
            for (const std::size_t node : row) {
                std::vector<std::size_t> own;
                for (const std::size_t below : grid_.nodes[node].below) {
                    own.push_back(places_[below]);
                    const auto behind = std::ranges::upper_bound(ends, own.back());
                    count += static_cast<std::size_t>(ends.end() - behind);
                }
                for (const std::size_t place : own) {
                    ends.insert(std::ranges::upper_bound(ends, place), place);
                }
            }
        }
        return count;
    }

    Grid& grid_;
    std::vector<std::size_t> places_;  // of each node in its row
};

}  // namespace

void order_rows(Grid& grid) {
    Order(grid).improve();
}

}  // namespace dunghan::diagram
