// `dunghan digests`: the mails that went out, where they lie, and what one of them says.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/projection/history.h"

#include "adapters/app/commands.h"
#include "adapters/app/event_json.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/settings.h"
#include "adapters/app/terminal.h"
#include "adapters/mail/digest_text.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;
using reminder::Delivery;

std::string_view to_text(Delivery delivery) {
    switch (delivery) {
        case Delivery::owed: return "owed";
        case Delivery::claimed: return "claimed";
        case Delivery::sent: return "sent";
        case Delivery::dead: return "dead";
        case Delivery::dropped: return "dropped";
    }
    return "?";
}

std::string_view words_of(Delivery delivery) {
    switch (delivery) {
        case Delivery::owed: return "chờ gửi";
        case Delivery::claimed: return "đang gửi";
        case Delivery::sent: return "đã gửi";
        case Delivery::dead: return "không gửi được";
        case Delivery::dropped: return "không cần gửi";
    }
    return "?";
}

Colour colour_of(Delivery delivery) {
    switch (delivery) {
        case Delivery::sent: return Colour::green;
        case Delivery::dead: return Colour::red;
        case Delivery::owed:
        case Delivery::claimed: return Colour::yellow;
        case Delivery::dropped: return Colour::dim;
    }
    return Colour::plain;
}

// In the order of slots, then recipients.
Result<std::vector<DigestAt>> all_digests(
    const Reading& reading, const TimeQuery& query, const DigestsArguments& wanted
) {
    std::vector<DigestAt> digests;
    std::optional<Error> broken;
    const auto scanned = reading.store->scan(View::digest, {}, {}, [&](auto key, auto) {
        auto digest = digest_at(*reading.store, {std::string(key)}, query);
        if (!digest) {
            broken = digest.error();
            return false;
        }
        const bool listed = *digest && (wanted.recipient.empty() ||
                                        wanted.recipient == (*digest)->content.recipient);
        if (listed) {
            digests.push_back(std::move(**digest));
        }
        return true;
    });
    if (!scanned || broken) {
        return tl::unexpected(broken ? *broken : scanned.error());
    }
    return digests;
}

Json digest_json(const DigestAt& digest, const mail::DigestText& text) {
    Json json;
    json["recipient"] = digest.content.recipient;
    json["name"] = digest.content.recipient_name;
    json["address"] = digest.content.address;
    json["slot"] = to_rfc3339(digest.content.slot);
    json["subject"] = text.subject;
    json["message_id"] = digest.content.message_id;
    json["delivery"] = to_text(digest.state.delivery);
    json["attempts"] = digest.state.attempts;
    json["answer"] = digest.state.last_answer;
    json["tasks"] = Json::array();
    for (const reminder::Item& item : digest.content.items) {
        json["tasks"].push_back(item.code);
    }
    json["text"] = text.text;
    return json;
}

void print_table(const std::vector<DigestAt>& digests, const std::vector<mail::DigestText>& texts) {
    TextTable table(
        {{"Giờ gửi", false, 10},
         {"Người nhận", false, 44},
         {"Tình trạng", false, 16},
         {"Tiêu đề", false, 110}}
    );
    for (std::size_t i = 0; i < digests.size(); ++i) {
        table.add(
            {{digests[i].content.as_of},
             {digests[i].content.address},
             {std::string(words_of(digests[i].state.delivery)),
              colour_of(digests[i].state.delivery)},
             {texts[i].subject}}
        );
    }
    std::fputs(table.text().c_str(), stdout);
}

}  // namespace

int run_digests(const Options& options, const DigestsArguments& arguments) {
    const auto settings = load_settings(options);
    const auto reading = open_reading(options);
    if (!settings || !reading) {
        return complain(settings ? reading.error() : settings.error());
    }
    const auto digests = all_digests(*reading, query_of_records(options, *reading), arguments);
    if (!digests) {
        return complain(digests.error());
    }
    std::vector<mail::DigestText> texts;
    for (const DigestAt& digest : *digests) {
        const mail::DigestWords words{settings->mail.subject_tag, settings->mail.contact};
        // A digest without items has no words: it was never a mail.
        texts.push_back(mail::digest_text(digest.content, words).value_or(mail::DigestText{}));
    }
    if (options.json) {
        Json json = Json::array();
        for (std::size_t i = 0; i < digests->size(); ++i) {
            json.push_back(digest_json((*digests)[i], texts[i]));
        }
        std::puts(json.dump(2).c_str());
        return exit_ok;
    }
    if (arguments.recipient.empty()) {
        print_table(*digests, texts);
        return exit_ok;
    }
    for (const mail::DigestText& text : texts) {
        std::printf("%s\n\n%s\n", paint(text.subject, Colour::bold).c_str(), text.text.c_str());
    }
    return exit_ok;
}

}  // namespace dunghan::app
