#include "adapters/mail/sections.h"

#include <array>

#include "adapters/mail/plain_text.h"

namespace dunghan::mail {
namespace {

using reminder::Item;

constexpr std::array<std::string_view, 10> names{
    "nhiệm vụ trễ hạn",
    "hồ sơ cấp độ trễ hạn",
    "báo cáo chưa gửi",
    "nhiệm vụ sắp đến hạn",
    "hồ sơ cấp độ sắp đến hạn",
    "báo cáo sắp đến hạn",
    "nhiệm vụ chưa cập nhật",
    "hồ sơ cấp độ chưa cập nhật",
    "báo cáo chưa cập nhật",
    "nhiệm vụ của nhóm"};

// The coordinator is told of a group's tasks in the group's place; an agency that holds a task
// beside a group is told of its own.
bool is_of_a_group(const Item& item, const std::string& recipient_name) {
    const std::string holders = "; " + item.holder + "; ";
    return !item.members.empty() && holders.find("; " + recipient_name + "; ") == holders.npos;
}

std::size_t place_of(const Item& item, const std::string& recipient_name) {
    if (is_of_a_group(item, recipient_name)) {
        return names.size() - 1;
    }
    const auto kind = static_cast<std::size_t>(item.kind) - 1;
    if (item.verdict == "overdue" || item.verdict == "start_missed" || item.verdict == "missing") {
        return kind;
    }
    return item.verdict == "due_soon" || item.verdict == "on_schedule" ? 3 + kind : 6 + kind;
}

}  // namespace

std::vector<Section> sections_of(const reminder::DigestIssued& digest) {
    std::array<std::vector<Line>, names.size()> lines;
    for (const Item& item : digest.items) {
        lines[place_of(item, digest.recipient_name)].push_back(line_of(item, digest.recipient_name)
        );
    }
    std::vector<Section> sections;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!lines[i].empty()) {
            sections.push_back({std::string(names[i]), std::move(lines[i])});
        }
    }
    return sections;
}

std::string counts_of(const reminder::DigestIssued& digest, const std::vector<Section>& sections) {
    std::string text;
    for (const Section& section : sections) {
        text += text.empty() ? "" : ", ";
        text += two_digits(static_cast<std::int64_t>(section.lines.size())) + " " + section.name;
    }
    return digest.omitted == 0 ? text : text + ", " + two_digits(digest.omitted) + " việc khác";
}

}  // namespace dunghan::mail
