#include "adapters/mail/digest_text.h"

#include <kainjow/mustache.hpp>

#include "engine/base/assert.h"

#include "adapters/mail/plain_text.h"
#include "adapters/mail/sections.h"

#include "embedded.h"

namespace dunghan::mail {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::list;
using kainjow::mustache::mustache;

// Rendering changes the object, so each thread keeps its own; parsing once per thread is enough.
mustache& text_template() {
    thread_local mustache parsed{std::string(embedded::digest_txt_mustache)};
    DUNGHAN_ASSERT(parsed.is_valid());
    return parsed;
}

mustache& html_template() {
    thread_local mustache parsed{std::string(embedded::digest_html_mustache)};
    DUNGHAN_ASSERT(parsed.is_valid());
    return parsed;
}

data lines_of(const Section& section) {
    list lines;
    for (const Line& line : section.lines) {
        list details;
        for (const std::string& detail : line.details) {
            details.push_back(data("detail", detail));
        }
        std::string status = line.status;
        for (const std::string& remark : line.remarks) {
            status += "; " + remark;
        }
        data row;
        row.set("sentence", sentence_of(line));
        row.set("heading", line.heading);
        row.set("status", status);
        row.set("deadline", line.deadline);
        row.set("details", data{details});
        lines.push_back(row);
    }
    return data{lines};
}

data sections_data(const std::vector<Section>& sections) {
    list rows;
    for (const Section& section : sections) {
        data row;
        row.set("name", section.name);
        row.set("count", two_digits(static_cast<std::int64_t>(section.lines.size())));
        row.set("lines", lines_of(section));
        rows.push_back(row);
    }
    return data{rows};
}

// A section of a template that appears only where there is something to say.
data optional_text(const std::string& text) {
    return text.empty() ? data{false} : data{list{data{text}}};
}

// A section that does not appear leaves its line behind: runs of blank lines become one.
std::string with_single_gaps(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c != '\n' || !out.ends_with("\n\n")) {
            out += c;
        }
    }
    return out;
}

std::string subject_of(
    const reminder::DigestIssued& digest, const std::string& counts, const std::string& tag
) {
    return one_line(
        (tag.empty() ? "" : "[" + tag + "] ") + digest.recipient_name + ": " + counts + " (đến " +
        day_in_words(digest.as_of) + ")"
    );
}

}  // namespace

Result<DigestText> digest_text(const reminder::DigestIssued& digest, const DigestWords& words) {
    if (digest.items.empty() && digest.notice.empty()) {
        return fail(ErrorCode::invalid, "Expected a digest with tasks to tell, but it has none");
    }
    const std::vector<Section> sections = sections_of(digest);
    const std::string counts = digest.items.empty() ? "" : counts_of(digest, sections);
    const std::string omitted = digest.omitted == 0 ? "" : two_digits(digest.omitted);
    data all;
    all.set(
        "subject", subject_of(digest, counts.empty() ? "thông báo" : counts, words.subject_tag)
    );
    all.set("recipient", one_line(digest.recipient_name));
    all.set("day", day_in_words(digest.as_of));
    all.set("counts", optional_text(counts));
    all.set("notice", optional_text(one_line(digest.notice)));
    all.set("redirected", optional_text(one_line(digest.redirected)));
    all.set("omitted", optional_text(omitted));
    all.set("contact", words.contact.empty() ? "trả lời thư này" : one_line(words.contact));
    all.set("sections", sections_data(sections));
    return DigestText{
        all.get("subject")->string_value(),
        with_single_gaps(text_template().render(all)),
        html_template().render(all)};
}

}  // namespace dunghan::mail
