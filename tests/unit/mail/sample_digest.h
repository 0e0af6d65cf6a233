// The digest the office's own model shows: Sở Du lịch on 25/10/2022.
#pragma once

#include <string>

#include "engine/reminder/event.h"

#include "adapters/mail/message.h"

namespace dunghan::tests {

inline reminder::Item late_task() {
    reminder::Item item;
    item.code = "6.6#3";
    item.title = "Xây dựng ứng dụng hướng dẫn du lịch ảo trên thiết bị di động";
    item.holder = "Sở Du lịch";
    item.verdict = "start_missed";
    item.progress = "not_started";
    item.deadline = "Từ tháng 7/2022";
    item.due = "2022-07-31";
    item.days_late = 86;
    item.extension_pending = "năm 2023";
    return item;
}

inline reminder::Item late_dossier() {
    reminder::Item item;
    item.kind = task::Kind::dossier;
    item.code = "hs-so-du-lich";
    item.title = "Hệ thống thông tin Sở Du lịch";
    item.level = "1";
    item.holder = "Sở Du lịch";
    item.verdict = "overdue";
    item.progress = "not_started";
    item.stage = "not_submitted";
    item.deadline = "Quý II/2021";
    item.due = "2021-06-30";
    item.days_late = 482;
    return item;
}

inline reminder::DigestIssued sample_digest() {
    reminder::DigestIssued digest;
    digest.recipient = "so-du-lich";
    digest.recipient_name = "Sở Du lịch";
    digest.address = "sdl@khanhhoa.example";
    digest.slot = {1'666'659'600'000};  // 2022-10-25T08:00 in Nha Trang
    digest.as_of = "2022-10-25";
    digest.message_id =
        "5f0c6a3b9d2e48715f0c6a3b9d2e48715f0c6a3b9d2e48715f0c6a3b9d2e4871@dunghan.local";
    digest.items = {late_task(), late_dossier()};
    return digest;
}

inline mail::MailSettings sample_settings() {
    return {
        "nhacviec@dunghan.example",
        "Chuyển đổi số",
        "Phòng Chuyển đổi số, Sở Thông tin và Truyền thông, điện thoại 0258 000 000"};
}

}  // namespace dunghan::tests
